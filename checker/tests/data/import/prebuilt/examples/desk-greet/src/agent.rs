include!("../../shared/json.rs");

#[unsafe(no_mangle)]
pub extern "C" fn _start() {
    answer(input());
}
