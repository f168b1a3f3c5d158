package io.cuantovale.inference.serving.batch;

/** One row of a request, ready to be computed since {@code readyNanos}. */
record Row(Job job, int index, long readyNanos) {}
