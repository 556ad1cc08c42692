;; Begins with one page more than it may have.
(module
  (memory (export "memory") 129)
  (func (export "_start")))
