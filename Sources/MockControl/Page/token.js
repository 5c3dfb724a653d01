// The token of a mock that was started with --control-token. This tab keeps it until it is closed.

/** The token; empty for none. */
export function controlToken() {
  return sessionStorage.getItem("campaign-mock.control-token") ?? "";
}
