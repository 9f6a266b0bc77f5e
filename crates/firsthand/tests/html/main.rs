//! Are pages of the usual layouts read right, and do hostile ones do no harm? Every page here is made up.

mod hostile;
mod layouts;
mod page;
