/** Start-up checks: each thing outside the process was seen once. */
@NullMarked
package io.cuantovale.kit.health;

import org.jspecify.annotations.NullMarked;
