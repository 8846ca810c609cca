// Loads the second part of the module, which index.html names, when the first part asks for it. In
// development there is only one part, which never asks.
import { initSync } from "./headgate.js";
import { fetchChecked } from "./checked.js";

// The name is given by wasm_split_helpers, and by the name of the part in src/app/console.rs. The app
// is told whether the part arrived: a function of its table is called back with its data.
export const __wasm_split_load_console = async (callback, data) => {
  const firstPart = initSync(); // once started, this only returns its exports
  let arrived = false;
  try {
    const response = await fetchChecked('link[rel="part"]');
    await WebAssembly.instantiateStreaming(response, { __wasm_split: firstPart });
    arrived = true;
  } catch (error) {
    console.error(error); // the app says so, and offers to try again
  }
  firstPart.__indirect_function_table.get(callback)(data, arrived);
};
