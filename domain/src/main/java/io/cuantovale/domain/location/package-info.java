/** Departments and their locations, and how names as people write them are found among them. */
@NullMarked
package io.cuantovale.domain.location;

import org.jspecify.annotations.NullMarked;
