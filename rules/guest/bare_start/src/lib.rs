//! Keeps a WASI preview 1 guest from importing the environment that it never reads.
//!
//! The start-up code that libc links into every command, and the panic handler of Rust's standard
//! library, refer to the environment. So the core module of a guest that only reads stdin and writes
//! stdout still imports `environ_get` and `environ_sizes_get` from `wasi_snapshot_preview1`, and a
//! host that grants nothing but stdio has to refuse it.
//!
//! libc reaches both functions by the two names below. This crate defines them, with an environment
//! that is always empty, so the linker has nothing left to import. A guest only has to name the crate:
//!
//! ```ignore
//! #[cfg(all(target_os = "wasi", target_env = "p1"))]
//! use bare_start as _;
//! ```
//!
//! For any other target triple the crate is empty: there the same names mean nothing.
#![no_std]

#[cfg(all(target_os = "wasi", target_env = "p1"))]
mod empty_environment {
    /// WASI's `errno` for success.
    const SUCCESS: i32 = 0;

    /// Says that there are no variables, and no bytes to hold them.
    ///
    /// # Safety
    ///
    /// Both pointers must be valid for one write of a `usize`, as WASI asks of its callers.
    #[unsafe(no_mangle)]
    unsafe extern "C" fn __imported_wasi_snapshot_preview1_environ_sizes_get(
        count: *mut usize,
        bytes: *mut usize,
    ) -> i32 {
        // SAFETY: the caller vouches for both pointers.
        unsafe {
            count.write(0);
            bytes.write(0);
        }
        SUCCESS
    }

    /// Writes nothing: there are no variables.
    #[unsafe(no_mangle)]
    extern "C" fn __imported_wasi_snapshot_preview1_environ_get(
        _pointers: *mut *mut u8,
        _bytes: *mut u8,
    ) -> i32 {
        SUCCESS
    }
}
