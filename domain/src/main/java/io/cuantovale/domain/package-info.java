/** What a listing is, apart from any framework: price bands, parts of a dataset, groups of repeated listings. */
@NullMarked
package io.cuantovale.domain;

import org.jspecify.annotations.NullMarked;
