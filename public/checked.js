// Fetches a file that a tag of index.html names, and rejects it unless its bytes have the integrity
// written there. Without integrity, as in development, any bytes will do.
export const fetchChecked = async (tag) => {
  const { href, integrity } = document.querySelector(tag);
  // Mode and credentials must be those of the preload, or the file is fetched twice.
  const options = { mode: "cors", credentials: "same-origin", redirect: "error" };
  const response = await fetch(href, integrity ? { ...options, integrity } : options);
  if (!response.ok) throw new Error(`${href}: HTTP ${response.status}`);
  return response;
};
