;; Reads on at the end of its input.
(module
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\10\00\00\00\00\10\00\00")
  (func (export "_start") (loop $more (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8))) (br $more))))
