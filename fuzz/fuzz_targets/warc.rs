#![no_main]

libfuzzer_sys::fuzz_target!(init: firsthand_fuzz::catch_panics_as_usual(), |bytes: &[u8]| firsthand_fuzz::warc(bytes));
