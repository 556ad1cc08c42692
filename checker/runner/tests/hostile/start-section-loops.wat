;; Never gets to `_start`.
(module
  (memory (export "memory") 1)
  (func $first (loop $more (br $more)))
  (start $first)
  (func (export "_start")))
