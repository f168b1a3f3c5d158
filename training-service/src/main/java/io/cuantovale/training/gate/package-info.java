/** Whether a challenger may become champion, decided by numbers that are kept. */
@NullMarked
package io.cuantovale.training.gate;

import org.jspecify.annotations.NullMarked;
