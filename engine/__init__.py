"""The compiled program, the forward chainer on durable-rules, the trace and what follows from it."""
