//! A guest's memory, read and written within its bounds.

use wasmtime::{Caller, Extern, Memory};

use super::State;

/// No message in or out of the host functions of Traverse is longer.
pub(super) const MESSAGE_BYTES: usize = 64 << 10;

/// A pointer, length or capacity as the guest gives it; none if it is negative.
pub(super) fn size(value: i32) -> Option<usize> {
    usize::try_from(value).ok()
}

pub(super) fn exported(caller: &mut Caller<'_, State>) -> Option<Memory> {
    match caller.get_export("memory") {
        Some(Extern::Memory(memory)) => Some(memory),
        _ => None,
    }
}

/// The message at a place, if it is within bounds and not too long.
pub(super) fn read(caller: &mut Caller<'_, State>, pointer: i32, length: i32) -> Option<Vec<u8>> {
    let (pointer, length) = (size(pointer)?, size(length)?);
    if length > MESSAGE_BYTES {
        return None;
    }
    let memory = exported(caller)?;
    let message = memory.data(&caller).get(pointer..pointer.checked_add(length)?)?;
    Some(message.to_vec())
}

/// Writes a message; none if its place is not all within bounds.
pub(super) fn write(caller: &mut Caller<'_, State>, pointer: i32, message: &[u8]) -> Option<i32> {
    let memory = exported(caller)?;
    memory.write(&mut *caller, size(pointer)?, message).ok()?;
    i32::try_from(message.len()).ok()
}
