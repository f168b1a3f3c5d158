/** Objects (photos, datasets, models) by key: one interface, a folder and S3 behind it. */
@NullMarked
package io.cuantovale.store;

import org.jspecify.annotations.NullMarked;
