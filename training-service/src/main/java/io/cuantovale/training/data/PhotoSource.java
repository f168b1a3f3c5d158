package io.cuantovale.training.data;

/** Fetches a photo's original bytes by its object key; throws an unchecked exception when it is not there. */
@FunctionalInterface
public interface PhotoSource {
    byte[] fetch(String key);
}
