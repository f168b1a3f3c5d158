/** Task files: what is learnt from what, read strictly from YAML. */
@NullMarked
package io.cuantovale.training.task;

import org.jspecify.annotations.NullMarked;
