#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| sousveil_fuzz::unpack::history(data));
