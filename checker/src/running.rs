//! The catalogue of the family `run`: what can be wrong with a microservice that is run. The runner
//! reports it; the checker explains it.

use crate::Code;

macro_rules! codes {
    ($($constant:ident $name:literal $summary:literal)*) => {
        $(pub static $constant: Code = Code {
            name: $name,
            summary: $summary,
            page: include_str!(concat!("../../docs/codes/run/", $name, ".md")),
        };)*

        /// One line a code, by name.
        pub static CODES: &[&Code] = &[$(&$constant),*];
    };
}

codes! {
    FUEL_EXHAUSTED "fuel-exhausted" "The microservice did not end within its fuel or its time."
    INPUT_VIOLATES_SCHEMA "input-violates-schema" "A case's input is not what the contract's input schema takes."
    KEY_ORDER_DEPENDENT "key-order-dependent" "The output depends on the order of keys in the input."
    MEMORY_EXHAUSTED "memory-exhausted" "The microservice asked for more memory or table elements than it may have."
    NO_CASES "no-cases" "A package has neither cases nor use cases: nothing was run."
    NONDETERMINISTIC_OUTPUT "nondeterministic-output" "Two runs with the same input gave different outputs."
    NONZERO_EXIT "nonzero-exit" "The microservice ended by `proc_exit` instead of returning from `_start`."
    OUTPUT_DIFFERS "output-differs" "The microservice did something else than the case expects."
    OUTPUT_NOT_JSON "output-not-json" "Stdout is not one JSON value."
    OUTPUT_TOO_LARGE "output-too-large" "The microservice put out more than it may."
    OUTPUT_VIOLATES_SCHEMA "output-violates-schema" "The output is not what the contract's output schema promises."
    TRAP "trap" "The microservice trapped."
}

pub fn find(name: &str) -> Option<&'static Code> {
    CODES.iter().copied().find(|code| code.name == name)
}
