package io.cuantovale.local.portal.photos;

import java.awt.Color;

/**
 * The colours in which a condition shows. They fill much of the picture, so that an average over it already tells the
 * conditions apart; the sky, the light and the angle differ by chance alone.
 *
 * @param wall facade
 * @param trim frames, sills and edges
 * @param glass windows
 * @param ground what lies before the house
 * @param roof roof of a house
 */
record Finish(Color wall, Color trim, Color glass, Color ground, Color roof) {

    static Finish of(Condition condition) {
        return switch (condition) {
            case WEATHERED ->
                new Finish(rgb(122, 106, 90), rgb(92, 80, 70), rgb(52, 46, 42), rgb(142, 114, 78), rgb(96, 78, 70));
            case WORN ->
                new Finish(
                        rgb(204, 172, 108), rgb(160, 138, 96), rgb(84, 92, 92), rgb(128, 126, 124), rgb(140, 104, 84));
            case SOUND ->
                new Finish(
                        rgb(172, 88, 66), rgb(226, 218, 204), rgb(96, 124, 146), rgb(136, 142, 82), rgb(152, 78, 56));
            case RENEWED ->
                new Finish(rgb(234, 226, 210), rgb(70, 96, 108), rgb(126, 168, 190), rgb(92, 160, 70), rgb(72, 80, 88));
            case PRIME ->
                new Finish(rgb(248, 248, 246), rgb(96, 64, 42), rgb(112, 190, 226), rgb(60, 172, 80), rgb(52, 56, 62));
        };
    }

    private static Color rgb(int r, int g, int b) {
        return new Color(r, g, b);
    }
}
