package com.telemedicalservices.infra.havoc;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The network between one process and one server: what comes in at a port goes out to another, as
 * long as the road is open. All that happens to it happens in one thread, that of its event loop.
 */
final class Road implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private enum State {
    OPEN,
    /** Connections are broken off, new ones refused. */
    CUT,
    /** Connections stand, and nothing arrives. */
    SILENT
  }

  private final EventLoop loop;
  private final int target;
  private final Channel listening;
  private final List<Channel> travelling = new ArrayList<>();
  private State state = State.OPEN;
  private long delayNanos;

  /**
   * An open road.
   *
   * @param loop the thread in which it lives
   * @param port where it begins
   * @param target where it leads
   */
  Road(EventLoop loop, int port, int target) {
    this.loop = loop;
    this.target = target;
    this.listening =
        new ServerBootstrap()
            .group(loop, loop)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel client) {
                    arrive(client);
                  }
                })
            .bind(HOST, port)
            .syncUninterruptibly()
            .channel();
  }

  /** Everything passes, at once. */
  void open() {
    become(State.OPEN, Duration.ZERO);
  }

  /** Every connection is broken off, and none comes about. */
  void cut() {
    become(State.CUT, Duration.ZERO);
  }

  /** Connections stand or come about, and nothing passes; what was sent passes later. */
  void silence() {
    become(State.SILENT, Duration.ZERO);
  }

  /** Everything passes, so much later, in each direction. */
  void slow(Duration delay) {
    become(State.OPEN, delay);
  }

  private void become(State next, Duration delay) {
    loop.submit(
            () -> {
              state = next;
              delayNanos = delay.toNanos();
              if (next == State.CUT) {
                List.copyOf(travelling).forEach(Road::breakOff);
              } else {
                travelling.forEach(channel -> channel.config().setAutoRead(next == State.OPEN));
              }
            })
        .syncUninterruptibly();
  }

  private void arrive(SocketChannel client) {
    if (state == State.CUT) {
      breakOff(client);
      return;
    }
    travelling.add(client);
    client.closeFuture().addListener(_ -> travelling.remove(client));
    var onward =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(new Passage(client))
            .connect(HOST, target);
    client.pipeline().addLast(new Passage(onward.channel()));
    onward.addListener(
        connected -> {
          if (connected.isSuccess()) {
            travelling.add(onward.channel());
            onward.channel().closeFuture().addListener(_ -> travelling.remove(onward.channel()));
            client.config().setAutoRead(state == State.OPEN);
            onward.channel().config().setAutoRead(state == State.OPEN);
          } else {
            breakOff(client);
          }
        });
  }

  /** How it ends is of no interest: whoever used it sees that it has. */
  private static void breakOff(Channel channel) {
    var _ = channel.close();
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    cut();
  }

  /** One direction of one connection. */
  private final class Passage extends ChannelInboundHandlerAdapter {

    private final Channel other;
    private final Deque<Object> underWay = new ArrayDeque<>();

    private Passage(Channel other) {
      this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      underWay.add(message);
      if (delayNanos == 0 && underWay.size() == 1) {
        passNext();
      } else {
        var _ = loop.schedule(this::passNext, delayNanos, TimeUnit.NANOSECONDS);
      }
    }

    /** Whichever was sent first: nothing overtakes, whatever the delay was when it was sent. */
    private void passNext() {
      var message = underWay.remove();
      if (other.isActive()) {
        other.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
      } else {
        ReferenceCountUtil.release(message);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (other.isActive()) {
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      } else {
        breakOff(other);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, @Nullable Throwable cause) {
      // A connection that was reset; whoever used it is told, and that is all a network does.
      breakOff(context.channel());
    }
  }
}
