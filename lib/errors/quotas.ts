/** Quotas of the account, by their names in Service Quotas. */

/** At first it is 29 s. */
export const gatewayQuota = 'Maximum integration timeout in milliseconds'
