/** The proxy writes the path of a shared page here, over whatever a client sent, for the page that says why a link opens nothing. */
export const sharePathHeader = 'x-portico-share-path'
