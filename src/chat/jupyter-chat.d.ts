/**
 * The part of jupyter-chat (0.17 to 0.25, Jupyter AI 3) that is used. The
 * package itself is no dependency: it is there where Jupyter AI 3 is.
 */
declare module '@jupyter/chat' {
  import type { Token } from '@lumino/coreutils';
  import type { ISignal } from '@lumino/signaling';
  import type * as React from 'react';

  /** Where a message is written. */
  export interface IInputModel {
    /** What will be sent along with the message; since 0.25. */
    getMetadata?: () => Record<string, unknown>;
    readonly metadataChanged?: ISignal<unknown, Record<string, unknown>>;
    readonly chatContext?: {
      /** Who takes part in the chat, personas among them. */
      readonly users: readonly {
        /** Of a persona: its id. */
        readonly username: string;
        readonly name?: string;
        readonly display_name?: string;
      }[];
    };
  }

  /** The document behind a chat, where it has one. */
  export interface ISharedChat {
    readonly changed: ISignal<unknown, { userChanges?: unknown }>;
  }

  export interface IInputToolbarRegistry {
    addItem(
      name: string,
      item: {
        element: React.FunctionComponent<{
          model: IInputModel;
          /** Whether a message is changed that was sent already. */
          edit?: boolean;
        }>;
        position: number;
      }
    ): void;
  }

  export interface IInputToolbarRegistryFactory {
    create(): IInputToolbarRegistry;
  }
  export const IInputToolbarRegistryFactory: Token<IInputToolbarRegistryFactory>;

  /** What is sent. */
  export interface INewMessage {
    readonly body: string;
    readonly attachments?: unknown[];
    readonly mentions?: unknown[];
    /** Who is to answer, and with which model; since 0.25. */
    readonly metadata?: Record<string, unknown>;
  }

  export interface IMessage extends INewMessage {
    readonly id: string;
    readonly sender: { readonly username: string };
  }

  export interface IChatModel {
    readonly input: IInputModel;
    readonly messages: readonly IMessage[];
    readonly messagesUpdated: ISignal<unknown, void>;
    /** The one who reads. */
    readonly user?: { readonly username: string };
    sendMessage(message: INewMessage): unknown;
  }

  type Section = React.FunctionComponent<{
    message: IMessage;
    model: IChatModel;
  }>;

  /** What stands below each message: a section at each of three positions. */
  export interface IMessageFooterRegistry {
    getFooter(): Partial<
      Record<'left' | 'center' | 'right', { component: Section }>
    >;
    addSection(section: {
      component: Section;
      position: 'left' | 'center' | 'right';
    }): void;
  }
  export const IMessageFooterRegistry:
    Token<IMessageFooterRegistry> | undefined;

  /** The open chats; since 0.21. */
  export interface IChatTracker {
    readonly currentWidget: {
      readonly model: {
        readonly input: IInputModel;
        readonly sharedModel?: ISharedChat;
      };
    } | null;
    readonly currentChanged: ISignal<unknown, unknown>;
  }
  export const IChatTracker: Token<IChatTracker> | undefined;
}
