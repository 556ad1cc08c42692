#!/bin/sh
rustc --target wasm32-unknown-unknown --crate-type cdylib src/agent.rs
