package io.cuantovale.gateway.predictions.replica;

import io.cuantovale.oip.grpc.GRPCInferenceServiceGrpc;
import io.cuantovale.oip.grpc.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import io.cuantovale.oip.grpc.ServerReadyRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** One inference process, by one connection of its own (HTTP/2 sticks to one address). */
final class Replica implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final InetSocketAddress address;
    private final ManagedChannel channel;
    private final GRPCInferenceServiceBlockingStub stub;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean reachable;
    private volatile boolean ready;

    Replica(InetSocketAddress address, int maxMessageBytes) {
        this.address = address;
        this.channel = Grpc.newChannelBuilderForAddress(
                        address.getAddress().getHostAddress(), address.getPort(), InsecureChannelCredentials.create())
                .maxInboundMessageSize(maxMessageBytes)
                .keepAliveTime(30, TimeUnit.SECONDS)
                .build();
        this.stub = GRPCInferenceServiceGrpc.newBlockingStub(channel);
    }

    /** Calls the replica on this thread; counts as in flight meanwhile. */
    <T> T call(Duration deadline, Function<GRPCInferenceServiceBlockingStub, T> work) {
        inFlight.incrementAndGet();
        try {
            return work.apply(stub.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS));
        } finally {
            inFlight.decrementAndGet();
        }
    }

    /** Asks whether it is ready, and remembers the answer. */
    void probe(Duration deadline) {
        try {
            ready = stub.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS)
                    .serverReady(ServerReadyRequest.getDefaultInstance())
                    .getReady();
            reachable = true;
        } catch (StatusRuntimeException e) {
            ready = false;
            reachable = false;
            // Else gRPC waits longer after each failure, up to two minutes, also for a replica that is back.
            channel.resetConnectBackoff();
        }
    }

    /** The connection failed under a call; not chosen again until a probe succeeds. */
    void failed() {
        ready = false;
    }

    boolean isReady() {
        return ready;
    }

    boolean isReachable() {
        return reachable;
    }

    int inFlight() {
        return inFlight.get();
    }

    InetSocketAddress address() {
        return address;
    }

    /** Lets calls in flight end, for a moment. */
    @Override
    public void close() {
        channel.shutdown();
        try {
            if (!channel.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
