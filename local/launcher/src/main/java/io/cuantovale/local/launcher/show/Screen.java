package io.cuantovale.local.launcher.show;

/** What a person sees while something happens, stage by stage. */
public interface Screen {
    /** A stage begins. */
    void start(String stage);

    /**
     * The stage goes on.
     *
     * @param done units done
     * @param total units in all, 0 if unknown
     * @param text what they are, and anything else worth knowing now
     */
    void progress(long done, long total, String text);

    /** Something of the present stage that should stay on the screen. */
    void note(String text);

    /** The present stage has ended well. */
    void done(String text);

    /** The present stage has failed. */
    void fail(String text);

    /** A line outside any stage. */
    void line(String text);
}
