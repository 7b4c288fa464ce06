// How Chromium is started, for the journeys and for measuring, so that nothing that it
// does of its own accord looks like the page's doing.

/**
 * Nobody is connected to at this address: browsers refuse the port. Chromium asks at
 * its start who is signed in, and no flag keeps it from that, so it asks here.
 */
export const NOBODY = "127.0.0.1:1";

export const ARGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Who is signed in, what a page's fields are called, what the device is called: asked
  // of addresses where there is no network at all, but for the first, which has to be one.
  `--gaia-url=http://${NOBODY}/`,
  "--autofill-server-url=data:,",
  "--gcm-checkin-url=data:,",
];

/** No name has an address: what asks for one gets none, and the network log shows it. */
export const UNKNOWN_NAMES = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1";
