package io.cuantovale.inference.grpc;

import io.cuantovale.kit.correlation.Correlation;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;

/** Takes the correlation id of a call, or makes one, and returns it in headers and trailers. */
final class CallInterceptor {
    static final Metadata.Key<String> HEADER = Metadata.Key.of("x-correlation-id", Metadata.ASCII_STRING_MARSHALLER);
    static final Context.Key<String> CORRELATION_ID = Context.key("correlation-id");

    private CallInterceptor() {}

    static <Q, A> ServerCall.Listener<Q> intercept(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String id = Correlation.acceptOrNew(headers.get(HEADER));
        ServerCall<Q, A> answering = new SimpleForwardingServerCall<>(call) {
            @Override
            public void sendHeaders(Metadata responseHeaders) {
                responseHeaders.put(HEADER, id);
                super.sendHeaders(responseHeaders);
            }

            @Override
            public void close(Status status, Metadata trailers) {
                trailers.put(HEADER, id);
                super.close(status, trailers);
            }
        };
        return Contexts.interceptCall(Context.current().withValue(CORRELATION_ID, id), answering, headers, next);
    }
}
