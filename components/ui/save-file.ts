/** Lets the browser save what was made in it. */
export function saveFile(file: Blob, name: string) {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser takes the file at the click; the address is no longer needed after it.
  setTimeout(() => URL.revokeObjectURL(url))
}
