/** ITU-T E.164: a plus sign and at most 15 digits, the first not 0. */
export function isPhoneNumber(address: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(address)
}
