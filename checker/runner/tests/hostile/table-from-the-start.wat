;; Begins with a table of ten million elements, more than the pool of instances holds.
(module
  (memory (export "memory") 1)
  (table 10000000 funcref)
  (func (export "_start")))
