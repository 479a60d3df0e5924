/** Addresses as they may stand in a Markdown link: nothing in them ends the link, mentions anybody or begins something else. */

/** What an address is made of and Markdown leaves alone inside a link's brackets; everything else is written as `%` and its bytes. */
const PLAIN = /[^A-Za-z0-9\-._~:/?#&=+,;%!']/gu;

/** The address for the round brackets of a link: the same place, percent-encoded where it could be read as anything but an address. */
export function linkAddress(address: string): string {
  return address.toWellFormed().trim().replace(PLAIN, percentEncoded);
}

/** `encodeURIComponent` leaves `(`, `)` and `*` as they are. */
function percentEncoded(character: string): string {
  const encoded = encodeURIComponent(character);
  return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
}
