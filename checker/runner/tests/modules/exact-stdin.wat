;; Answers {"name":"same"} if stdin is exactly the text at 1024, to the byte and the end; else traps.
(module
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\00\08\00\00\00\08\00\00")
  (data (i32.const 16) "\20\00\00\00\0f\00\00\00")
  (data (i32.const 32) "{\22name\22:\22same\22}")
  ;; Sorted keys, no space, no line break, no escape but for what JSON asks; 43 bytes.
  (data (i32.const 1024) "{\22age\22:36,\22name\22:\22Zo\c3\ab\22,\22x\22:{\22a\22:1,\22b\22:[]}}")
  (func (export "_start") (local $i i32)
    (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
    (if (i32.ne (i32.load (i32.const 8)) (i32.const 43)) (then unreachable))
    (loop $next
      (if (i32.ne (i32.load8_u offset=1024 (local.get $i)) (i32.load8_u offset=2048 (local.get $i)))
        (then unreachable))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 43))))
    (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
    (if (i32.load (i32.const 8)) (then unreachable))
    (drop (call $write (i32.const 1) (i32.const 16) (i32.const 1) (i32.const 8)))))
