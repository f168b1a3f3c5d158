package io.cuantovale.training.learn;

/**
 * Rows of one step: all with photo or all without.
 *
 * @param rows indexes into the dataset
 * @param photos SHA-256 of each row's photo; empty for rows without
 */
record Batch(int[] rows, String[] photos) {
    boolean withPhotos() {
        return photos.length > 0;
    }
}
