package io.cuantovale.scraper.crawl.fetch;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A body of at most so many bytes; one byte more ends it with {@link Exchange.TooLargeException}. */
final class Bounded implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final int maxBytes;
    private Flow.Subscription subscription = NONE;
    private long read;
    private boolean over;

    private static final Flow.Subscription NONE = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    Bounded(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        bytes.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (over) {
            return;
        }
        read += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (read > maxBytes) {
            over = true;
            subscription.cancel();
            bytes.onError(new Exchange.TooLargeException());
        } else {
            bytes.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable throwable) {
        if (!over) {
            bytes.onError(throwable);
        }
    }

    @Override
    public void onComplete() {
        if (!over) {
            bytes.onComplete();
        }
    }
}
