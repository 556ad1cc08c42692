//! `traverse_host::emit_event(pointer, length) -> status`, as Traverse's runtime answers it.

use serde_json::{Map, Value};
use wasmtime::{Caller, Result};

use super::{State, memory};
use crate::execute::Event;

const OK: i32 = 0;
const INVALID: i32 = -1;
const UNDECLARED: i32 = -2;
const NOT_SUBSCRIBABLE: i32 = -3;

pub(super) fn emit(mut caller: Caller<'_, State>, pointer: i32, length: i32) -> Result<i32> {
    // Before the message is looked at, as in Traverse: such a capability has no events at all.
    if !caller.data().contract.subscribable {
        return Ok(NOT_SUBSCRIBABLE);
    }
    let Some(message) = memory::read(&mut caller, pointer, length) else { return Ok(INVALID) };
    let bytes = message.len();
    let Ok(Value::Object(message)) = serde_json::from_slice(&message) else { return Ok(INVALID) };
    let text = |key: &str| message.get(key).and_then(Value::as_str).map(str::to_owned);
    let (Some(event_id), Some(version)) = (text("event_id"), text("version")) else {
        return Ok(INVALID);
    };
    caller.data_mut().messages.count(bytes)?;
    let payload = message.get("payload").cloned().unwrap_or_else(|| Map::new().into());
    let declared = caller.data().contract.emits.contains(&(event_id.clone(), version.clone()));
    let status = if declared { OK } else { UNDECLARED };
    caller.data_mut().events.push(Event { event_id, version, payload, status });
    Ok(status)
}
