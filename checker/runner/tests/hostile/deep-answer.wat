;; Answers with 4096 opening brackets.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\10\00\00\00")
  (func (export "_start")
    (i32.store (i32.const 4) (i32.const 4096))
    (memory.fill (i32.const 16) (i32.const 0x5b) (i32.const 4096))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
