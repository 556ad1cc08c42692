//! `traverse_host::connector_invoke(pointer, length, out, capacity) -> length or status`: mediated
//! connectors, answered from the case's mocks by the rules of Traverse's runtime.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use wasmtime::Caller;

use super::{State, memory};
use crate::case::{Answer, Failure};
use crate::execute::Call;

const INVALID: i32 = -1;
const UNBOUND: i32 = -2;
const UNDECLARED: i32 = -3;
const UNAUTHORIZED: i32 = -4;
const TOO_LARGE: i32 = -5;
const FAILED: i32 = -6;

const ABI_VERSION: &str = "1.0.0";

#[derive(Deserialize)]
struct Request {
    abi_version: String,
    connector_id: String,
    operation: String,
    payload: Value,
}

/// Written in Traverse's order of keys.
#[derive(Serialize)]
struct Response<'a> {
    abi_version: &'a str,
    result_class: &'a str,
    payload: &'a Value,
}

pub(super) fn invoke(
    mut caller: Caller<'_, State>,
    pointer: i32,
    length: i32,
    out: i32,
    capacity: i32,
) -> wasmtime::Result<i32> {
    let capacity = memory::size(capacity).filter(|size| *size <= memory::MESSAGE_BYTES);
    let (Some(_), Some(capacity)) = (memory::size(out), capacity) else { return Ok(INVALID) };
    let Some(message) = memory::read(&mut caller, pointer, length) else { return Ok(INVALID) };
    let Some(request) = request(&message) else { return Ok(INVALID) };
    caller.data_mut().messages.count(message.len())?;
    let (status, mock) = match answer(caller.data(), &request) {
        Ok((index, response)) if response.len() <= capacity => {
            (memory::write(&mut caller, out, &response).unwrap_or(INVALID), Some(index))
        }
        Ok((index, _)) => (TOO_LARGE, Some(index)),
        Err((status, mock)) => (status, mock),
    };
    caller.data_mut().calls.push(Call {
        connector_id: request.connector_id,
        operation: request.operation,
        payload: request.payload,
        status,
        mock,
    });
    Ok(status)
}

fn request(message: &[u8]) -> Option<Request> {
    let request: Request = serde_json::from_slice(message).ok()?;
    let sound = request.abi_version == ABI_VERSION
        && !request.connector_id.is_empty()
        && !request.operation.is_empty()
        && !tells_host_details(&request.payload);
    sound.then_some(request)
}

/// The response and which mock gave it, or the status and which mock, if any, wanted it.
fn answer(state: &State, request: &Request) -> Result<(usize, Vec<u8>), (i32, Option<usize>)> {
    if !state.contract.connectors.contains(&request.connector_id) {
        return Err((UNDECLARED, None));
    }
    let mut mocks = state.stimulus.mocks.iter().enumerate();
    let fits = mocks.find(|(_, mock)| {
        mock.connector_id == request.connector_id
            && mock.operation == request.operation
            && mock.payload.as_ref().is_none_or(|payload| *payload == request.payload)
    });
    let Some((index, mock)) = fits else { return Err((UNBOUND, None)) };
    let status = |status| (status, Some(index));
    match &mock.answer {
        Answer::Failure(Failure::Unbound) => Err(status(UNBOUND)),
        Answer::Failure(Failure::Unauthorized) => Err(status(UNAUTHORIZED)),
        Answer::Failure(Failure::Failed) => Err(status(FAILED)),
        Answer::Response { payload, .. } if tells_host_details(payload) => {
            Err(status(UNAUTHORIZED))
        }
        Answer::Response { result_class, payload } => {
            let response = Response { abi_version: ABI_VERSION, result_class, payload };
            let response = serde_json::to_vec(&response).map_err(|_| status(FAILED))?;
            if response.len() > memory::MESSAGE_BYTES {
                return Err(status(TOO_LARGE));
            }
            Ok((index, response))
        }
    }
}

/// What must not cross the boundary: names of configuration and places on a host.
fn tells_host_details(value: &Value) -> bool {
    const PRIVATE: [&str; 8] =
        ["config", "credential", "secret", "password", "path", "device", "endpoint", "bucket"];
    match value {
        Value::Object(entries) => entries.iter().any(|(key, value)| {
            let key = key.to_ascii_lowercase();
            PRIVATE.iter().any(|word| key.contains(word)) || tells_host_details(value)
        }),
        Value::Array(items) => items.iter().any(tells_host_details),
        Value::String(text) => text.starts_with('/') || text.contains("://"),
        _ => false,
    }
}
