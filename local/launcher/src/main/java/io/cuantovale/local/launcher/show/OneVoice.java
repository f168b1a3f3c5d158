package io.cuantovale.local.launcher.show;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A screen that a stopping thread can have to itself: what other threads still wanted to say when Ctrl-C was pressed,
 * such as that a service has ended, would only mislead.
 */
public final class OneVoice implements Screen {
    private final Screen screen;
    private volatile @Nullable Thread owner;

    public OneVoice(Screen screen) {
        this.screen = screen;
    }

    /** From now on only the calling thread is heard; any other waits for the end of the process. */
    public void take() {
        owner = Thread.currentThread();
    }

    @Override
    public void start(String stage) {
        pass();
        screen.start(stage);
    }

    @Override
    public void progress(long done, long total, String text) {
        pass();
        screen.progress(done, total, text);
    }

    @Override
    public void note(String text) {
        pass();
        screen.note(text);
    }

    @Override
    public void done(String text) {
        pass();
        screen.done(text);
    }

    @Override
    public void fail(String text) {
        pass();
        screen.fail(text);
    }

    @Override
    public void line(String text) {
        pass();
        screen.line(text);
    }

    private void pass() {
        while (owner != null && owner != Thread.currentThread()) {
            LockSupport.park(this);
        }
    }
}
