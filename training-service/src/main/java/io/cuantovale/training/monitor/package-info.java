/** Drift: windows of what the market publishes and callers ask, compared with what the champion was trained on. */
@NullMarked
package io.cuantovale.training.monitor;

import org.jspecify.annotations.NullMarked;
