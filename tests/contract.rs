//! Contract tests: every `Read` and `Write` of the OneKeyLLM dialect against the rehearsal
//! gateway's router and against the JSON of the contract. Opens no socket and no browser.

#[path = "contract/answers.rs"]
mod answers;
#[path = "contract/budgets.rs"]
mod budgets;
#[path = "contract/bytes.rs"]
mod bytes;
#[path = "contract/documents.rs"]
mod documents;
#[path = "contract/gateway.rs"]
mod gateway;
#[path = "contract/limited.rs"]
mod limited;
#[path = "contract/odd.rs"]
mod odd;
#[path = "contract/paging.rs"]
mod paging;
#[path = "contract/reads.rs"]
mod reads;
#[path = "contract/shell.rs"]
mod shell;
#[path = "contract/writes.rs"]
mod writes;
