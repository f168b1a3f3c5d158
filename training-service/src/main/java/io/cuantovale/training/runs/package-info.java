/** Runs: when one is asked for, the durable queue, the thread that takes them one at a time. */
@NullMarked
package io.cuantovale.training.runs;

import org.jspecify.annotations.NullMarked;
