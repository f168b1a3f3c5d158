package io.cuantovale.local.portal.photos;

import io.cuantovale.local.portal.listings.Section;

/**
 * How to draw one photo.
 *
 * @param subject the cover, or the floor plan that follows it
 * @param section what stands on it
 * @param condition the state that it must show
 * @param seed everything else about it
 * @param format encoding
 * @param damage what is wrong with the file
 */
public record PhotoRecipe(
        Subject subject, Section section, Condition condition, long seed, Format format, Damage damage) {

    /** What the photo shows. */
    public enum Subject {
        COVER,
        FLOOR_PLAN
    }

    /** How it is encoded. */
    public enum Format {
        PROGRESSIVE_JPEG("jpg", "image/jpeg"),
        BASELINE_JPEG("jpg", "image/jpeg"),
        PNG("png", "image/png");

        private final String extension;
        private final String contentType;

        Format(String extension, String contentType) {
            this.extension = extension;
            this.contentType = contentType;
        }

        /** File name extension without dot. */
        public String extension() {
            return extension;
        }

        /** Media type. */
        public String contentType() {
            return contentType;
        }
    }

    /** What is wrong with the file. */
    public enum Damage {
        NONE,
        TRUNCATED,
        HTML
    }
}
