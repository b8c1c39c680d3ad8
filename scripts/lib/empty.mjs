/** Nothing: stands in for packages that only guard a bundle. */
export {}
