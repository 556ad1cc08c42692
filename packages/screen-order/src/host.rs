//! The one function of the host that is called: a mediated connector.

/// Asks a connector. Answers how much of `answer` it wrote, or below zero why it wrote nothing.
#[cfg(all(target_os = "wasi", target_env = "p1"))]
#[allow(unsafe_code, reason = "a function of the host is foreign")]
pub fn connector_invoke(request: &[u8], answer: &mut [u8]) -> i32 {
    #[link(wasm_import_module = "traverse_host")]
    unsafe extern "C" {
        fn connector_invoke(
            request: *const u8,
            length: usize,
            answer: *mut u8,
            capacity: usize,
        ) -> i32;
    }
    // SAFETY: each pointer is valid for the length beside it, and the host keeps to both.
    unsafe { connector_invoke(request.as_ptr(), request.len(), answer.as_mut_ptr(), answer.len()) }
}

/// A native build has no host, so nothing is bound.
#[cfg(not(all(target_os = "wasi", target_env = "p1")))]
pub fn connector_invoke(_request: &[u8], _answer: &mut [u8]) -> i32 {
    -2
}
