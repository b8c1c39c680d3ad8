/** The form of a region's name in every partition: `us-east-1`, `us-gov-west-1`, `eusc-de-east-1`. Pure. */
export const regionPattern = /^[a-z]{2,8}(?:-[a-z]{1,16}){1,4}-\d{1,2}$/
