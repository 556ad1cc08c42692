//! The one function of the host that is called: an event is emitted.

/// Hands an event to the host. Answers 0, or below zero why the host does not take it.
#[cfg(all(target_os = "wasi", target_env = "p1"))]
#[allow(unsafe_code, reason = "a function of the host is foreign")]
pub fn emit_event(message: &[u8]) -> i32 {
    #[link(wasm_import_module = "traverse_host")]
    unsafe extern "C" {
        fn emit_event(message: *const u8, length: usize) -> i32;
    }
    // SAFETY: the pointer is valid for the length beside it, and the host only reads.
    unsafe { emit_event(message.as_ptr(), message.len()) }
}

/// A native build has no host, so nobody is told.
#[cfg(not(all(target_os = "wasi", target_env = "p1")))]
pub fn emit_event(_message: &[u8]) -> i32 {
    -1
}
