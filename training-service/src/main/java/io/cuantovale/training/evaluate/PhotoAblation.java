package io.cuantovale.training.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * What the photo is worth: the loss and the error of rows with photo, with their own photos and with the photos
 * shuffled among them. A photo branch that has learnt nothing shows no difference.
 *
 * @param rows with photo
 * @param error median absolute percentage error as a share, null for plain classes
 */
public record PhotoAblation(
        int rows,
        double loss,
        double shuffledLoss,
        @Nullable Double error,
        @Nullable Double shuffledError) {}
