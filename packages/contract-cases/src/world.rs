//! What answers a decision while it runs: a case's mocks; and what it is told: events.

use serde_json::Value;

const UNBOUND: i32 = -2;
const UNAUTHORIZED: i32 = -4;
const TOO_LARGE: i32 = -5;
const FAILED: i32 = -6;

/// Without a case no connector is bound.
#[derive(Debug, Default)]
pub struct World {
    mocks: Vec<Value>,
    asked: Vec<bool>,
    events: Vec<Value>,
}

impl World {
    pub(crate) fn of(case: &Value) -> Self {
        let mocks = case["mocks"]["connectors"].as_array().cloned().unwrap_or_default();
        let asked = vec![false; mocks.len()];
        Self { mocks, asked, events: vec![] }
    }

    /// `traverse_host::connector_invoke`: the length of the answer, or why there is none.
    pub fn connector_invoke(&mut self, request: &[u8], answer: &mut [u8]) -> i32 {
        let request: Value = serde_json::from_slice(request).unwrap();
        assert_eq!(request["abi_version"], "1.0.0");
        let fits = |mock: &Value| {
            let same = |key: &str| mock[key] == request[key];
            let any = mock.get("payload").is_none();
            same("connector_id") && same("operation") && (any || same("payload"))
        };
        let Some(index) = self.mocks.iter().position(fits) else { return UNBOUND };
        self.asked[index] = true;
        let mock = &self.mocks[index];
        match mock["failure"].as_str() {
            Some("unbound") => return UNBOUND,
            Some("unauthorized") => return UNAUTHORIZED,
            Some(_) => return FAILED,
            None => {}
        }
        let mut response = mock["response"].clone();
        response["abi_version"] = "1.0.0".into();
        let response = response.to_string();
        match answer.get_mut(..response.len()) {
            Some(room) => {
                room.copy_from_slice(response.as_bytes());
                i32::try_from(response.len()).unwrap()
            }
            None => TOO_LARGE,
        }
    }

    /// `traverse_host::emit_event`, of a host that takes every event.
    pub fn emit_event(&mut self, message: &[u8]) -> i32 {
        self.events.push(serde_json::from_slice(message).unwrap());
        0
    }

    pub(crate) fn into_events(self) -> Vec<Value> {
        assert!(self.asked.iter().all(|asked| *asked), "a mock is never asked: {:?}", self.mocks);
        self.events
    }
}
