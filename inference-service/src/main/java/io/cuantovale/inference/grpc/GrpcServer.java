package io.cuantovale.inference.grpc;

import io.cuantovale.inference.config.InferenceConfig;
import io.cuantovale.inference.health.ModelsReady;
import io.cuantovale.inference.serving.InferenceServer;
import io.cuantovale.inference.serving.ServerInfo;
import io.cuantovale.oip.grpc.GRPCInferenceServiceGrpc;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The gRPC server: inference, health ({@code grpc.health.v1}) and reflection.
 *
 * <p>It is grpc-java's own and not Quarkus's, because that one forgets its event loops first when it stops: calls under
 * way or arriving then end as INTERNAL. This one tells clients to go elsewhere (GOAWAY) and ends what it has begun.
 */
@ApplicationScoped
public class GrpcServer {
    private static final Logger LOG = Logger.getLogger(GrpcServer.class);
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final InferenceConfig config;
    private final InferenceServer inference;
    private final ModelsReady ready;
    private final ServerInfo info;
    private final HealthStatusManager health = new HealthStatusManager();
    private @Nullable Server server;

    GrpcServer(InferenceConfig config, InferenceServer inference, ModelsReady ready, ServerInfo info) {
        this.config = config;
        this.inference = inference;
        this.ready = ready;
        this.info = info;
    }

    void start(@Observes @Priority(1500) StartupEvent event) throws IOException {
        InetSocketAddress address =
                new InetSocketAddress(config.grpc().host(), config.grpc().port());
        health.setStatus("", ServingStatus.NOT_SERVING);
        health.setStatus(GRPCInferenceServiceGrpc.SERVICE_NAME, ServingStatus.NOT_SERVING);
        ready.whenReady().thenRun(() -> {
            health.setStatus("", ServingStatus.SERVING);
            health.setStatus(GRPCInferenceServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
        });
        server = NettyServerBuilder.forAddress(address)
                // Reading a message of many photos takes milliseconds: not on the event loop.
                .executor(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("grpc-", 0).factory()))
                .maxInboundMessageSize(
                        Math.toIntExact(config.grpc().maxMessageBytes().asLongValue()))
                .permitKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .intercept(CallInterceptor::intercept)
                .addService(GRPCInferenceServiceGrpc.bindService(new OpenInferenceService(inference, ready, info)))
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .build()
                .start();
        LOG.infof("gRPC listens on %s:%d", config.grpc().host(), server.getPort());
    }

    /** The port that it listens on; -1 before it has started. */
    public int port() {
        return server == null ? -1 : server.getPort();
    }

    /** First of all when stopping, so that callers leave. */
    void stop(@Observes @Priority(10) ShutdownEvent event) throws InterruptedException {
        if (server == null) {
            return;
        }
        health.enterTerminalState();
        server.shutdown();
        if (!server.awaitTermination(config.drainTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("gRPC calls were still running after %s", config.drainTimeout());
            server.shutdownNow();
        }
    }
}
